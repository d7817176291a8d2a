use proc_macro2::Span;

use super::*;

fn uses_x(body: &str) -> Use {
    uses(&body.parse().unwrap(), &Ident::new("x", Span::call_site()))
}

#[track_caller]
fn all(expected: Use, bodies: &[&str]) {
    for body in bodies {
        assert_eq!(uses_x(body), expected, "{body}");
    }
}

#[test]
fn borrowed() {
    all(
        Use::Borrowed,
        &[
            "",
            "f(&x)",
            "f(&mut x)",
            "f(&x.name)",
            "x.len()",
            "x.iter().map(|y| y + 1)",
            "x.name.as_str().len()",
            "x[0]",
            "x[0].into_iter()",
            "x == y",
            "y != x",
            "x.n <= 3",
            "if x.n > 3 { 1 }",
            "format!(\"{}\", x)",
            "format!(\"{x}\")",
            "json!({ \"model\": model, \"messages\": [x] })",
            "println!(\"{}\", x.name)",
            "client.get(url).json(&x)",
            "y.x.into()",
            "'x: loop { break 'x }",
            "Foo { x: 1 }",
            "x::f()",
            "let x = x.trim(); g(x)",
            "let x = &x; g(x)",
            "move_it(&x); (|| x.len())()",
            "f(move || y, x.len())",
            "let f = move || y; f(&x)",
        ],
    );
}

#[test]
fn unknown() {
    all(
        Use::Unknown,
        &[
            "x.send()",
            "x.name",
            "f(x.name)",
            "x()",
            "x.into_iter()",
            "x.part.into_bytes()",
            "x.f::<u8>()",
            "&x.send()",
        ],
    );
}

#[test]
fn whole() {
    all(
        Use::Whole,
        &[
            "x",
            "stream! { yield x.len(); }",
            "async_stream::try_stream! { f(&x).await?; }",
            "let _ = x;",
            "let Foo(y) = x;",
            "y = x;",
            "match x { _ => {} }",
            "for y in x {}",
            "Foo { x }",
            "x.await",
            "x?",
            "return x",
            "let f = move || x.len();",
            "async move { f(&x) }",
            "vec![x]",
            "vec![f(x)]",
            "f(..x)",
            "if let Some(x) = y { f(x) }",
            "match y { Some(x) => f(x), None => {} }",
            "match y { Ok(Some(x)) => f(x) }",
            "match y { Foo { x, .. } => f(x) }",
            "let (x, y) = z; f(x)",
            "for (x, y) in z { f(x) }",
            "fn inner(x: String) { drop(x) } x.look(); f(x)",
            "let g = |x: String| drop(x);",
            "format!(\"{:?}\", (x, y))",
            "assert_eq!((x, y), z)",
            "json!({ x: 1 })",
            "y.map(|x| f(x))",
            "for x in y { f(x) }",
            "y.fold(z, |x, y| f(x))",
            "y.fold(z, |y, x| f(x))",
            "let g = |(x, y): (A, B)| f(x);",
            "let ref x = y; f(x)",
            "match y { x => f(x) }",
            "match y { mut x => {} }",
            "match y { x @ 1..=3 => f(x) }",
            "match y { A(x) | B => f(x) }",
            "match y { Some(x) if x > 1 => f(x) }",
            "move |a, b, c| x.len()",
            "let f = move |a, b, c| x.len();",
            "return (x)",
            "format!(\"{}\", x + y)",
        ],
    );
}

#[test]
fn consumed() {
    all(
        Use::Consumed,
        &[
            "x.into_bytes()",
            "f(x.into_bytes())",
            "let y = x;",
            "let mut y = x;",
            "f(x)",
            "f(a, x, b)",
            "Some(x)",
            "a.send(x).await",
            "Box::new(x)",
            "println!(\"\"); f(x)",
            "if y { f(x) } else { g() }",
            "if (y) { f(x) } if z { g() }",
            "f(x) == y",
            "x = y; f(x)",
            "let Ok(y) = f(x) else { return };",
            // What comes after is not hidden.
            "if let x = y {}; f(x)",
            "while let x = y {}; f(x)",
            "if y && let x = z {}; f(x)",
        ],
    );
}
