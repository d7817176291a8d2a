//! Answers the question on its standard input, as the page would: what the page computes is compared with this.

use std::io;

fn main() -> io::Result<()> {
    print!("{}", visualiser::answer(&io::read_to_string(io::stdin())?));
    Ok(())
}
