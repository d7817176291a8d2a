//! Literals as they are written.

use syn::{Expr, ExprLit, ExprUnary, Lit, LitInt, LitStr, UnOp};

/// A literal as it is written.
pub(crate) enum Written<'a> {
    Text(&'a LitStr),
    Whole(&'a LitInt),
    Decimal(f64),
    Truth(bool),
    /// One that no option takes, such as a negative number.
    Other,
}

/// `None` for an expression.
pub(super) fn literal(expr: &Expr) -> Option<Written<'_>> {
    match expr {
        Expr::Lit(ExprLit { lit, .. }) => Some(match lit {
            Lit::Str(text) => Written::Text(text),
            Lit::Int(number) => Written::Whole(number),
            Lit::Float(number) => number
                .base10_parse()
                .map_or(Written::Other, Written::Decimal),
            Lit::Bool(truth) => Written::Truth(truth.value),
            _ => Written::Other,
        }),
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => literal(expr).map(|_| Written::Other),
        Expr::Group(group) => literal(&group.expr),
        Expr::Paren(paren) => literal(&paren.expr),
        _ => None,
    }
}
