//! Literal values of options.

use syn::{Expr, ExprLit, ExprUnary, Lit, LitInt, LitStr, UnOp};

/// A literal value.
pub(crate) enum Literal<'a> {
    Str(&'a LitStr),
    Int(&'a LitInt),
    Float(f64),
    /// A literal that no option takes, such as a negative one.
    Other,
    /// No literal: an expression.
    None,
}

pub(crate) fn literal(expr: &Expr) -> Literal<'_> {
    match expr {
        Expr::Lit(ExprLit { lit, .. }) => match lit {
            Lit::Str(text) => Literal::Str(text),
            Lit::Int(number) => Literal::Int(number),
            Lit::Float(number) => number.base10_parse().map_or(Literal::Other, Literal::Float),
            _ => Literal::Other,
        },
        Expr::Unary(ExprUnary {
            op: UnOp::Neg(_),
            expr,
            ..
        }) => match literal(expr) {
            Literal::None => Literal::None,
            _ => Literal::Other,
        },
        Expr::Group(group) => literal(&group.expr),
        Expr::Paren(paren) => literal(&paren.expr),
        _ => Literal::None,
    }
}
