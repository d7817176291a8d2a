//! What was wanted and what the editor showed.

use std::process::ExitCode;

use crate::functions::Form;

/// Counts what is not as wanted, and prints a row for each position. `!` marks a miss, `~` a wish that is not met.
#[derive(Default)]
pub struct Table {
    misses: usize,
}

impl Table {
    /// A row that must be as wanted.
    pub fn row(&mut self, position: &str, form: Form, wanted: &str, got: &str, is_met: bool) {
        self.misses += usize::from(!is_met);
        print(if is_met { ' ' } else { '!' }, position, form, wanted, got);
    }

    /// A row that fails nothing.
    pub fn wish(&self, position: &str, form: Form, wanted: &str, got: &str, is_met: bool) {
        print(if is_met { ' ' } else { '~' }, position, form, wanted, got);
    }

    pub fn title(&self, title: &str) {
        println!("\n{title}\n");
    }

    pub fn finish(self) -> ExitCode {
        println!("\n{} not as wanted", self.misses);
        if self.misses == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

fn print(mark: char, position: &str, form: Form, wanted: &str, got: &str) {
    println!("{mark} {position:<46} {form:<5}  {wanted:<28} {got}");
}
