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
