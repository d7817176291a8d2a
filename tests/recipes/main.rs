//! The recipes of the guide, as the example `recipes` has them: requests over real HTTP, and the delays between them.

mod between;

#[path = "../../examples/recipes/ask_again.rs"]
mod ask_again;
#[path = "../../examples/recipes/new_token.rs"]
mod new_token;
#[path = "../../examples/recipes/next_key.rs"]
mod next_key;
#[path = "../../examples/recipes/shorter_prompt.rs"]
mod shorter_prompt;

#[test]
fn the_guide_shows_the_same_code() {
    let guide = include_str!("../../src/guide/recipes.md");
    for recipe in [
        include_str!("../../examples/recipes/ask_again.rs"),
        include_str!("../../examples/recipes/new_token.rs"),
        include_str!("../../examples/recipes/next_key.rs"),
        include_str!("../../examples/recipes/shorter_prompt.rs"),
    ] {
        let (title, code) = recipe.split_once("\n\n").unwrap();
        let code = code.replace("pub(crate) ", "");
        assert!(guide.contains(&code), "{title}");
    }
}
