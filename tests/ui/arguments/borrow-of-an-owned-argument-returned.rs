use retry_attr::retry;

#[retry]
fn sync<'a>(list: Vec<&'a str>) -> Result<&'a &'a str, String> {
    list.last().ok_or_else(String::new)
}

fn main() {}
