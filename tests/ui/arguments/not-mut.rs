use retry_attr::retry;

#[retry]
fn copy(n: u32) -> Result<u32, String> {
    n += 1;
    Ok(n)
}

#[retry]
async fn copy_async(n: u32) -> Result<u32, String> {
    n += 1;
    Ok(n)
}

#[retry]
fn owned(list: Vec<u32>) -> Result<(), String> {
    list.push(1);
    Ok(())
}

#[retry]
async fn owned_async(list: Vec<u32>) -> Result<(), String> {
    list.push(1);
    Ok(())
}

#[retry]
fn owned_and_consumed(list: Vec<u32>) -> Result<Vec<u32>, String> {
    list.push(1);
    Ok(list)
}

#[retry]
async fn owned_and_consumed_async(list: Vec<u32>) -> Result<Vec<u32>, String> {
    list.push(1);
    Ok(list)
}

#[retry]
fn reference(list: &Vec<u32>) -> Result<(), String> {
    list.push(1);
    Ok(())
}

#[retry]
async fn reference_async(list: &Vec<u32>) -> Result<(), String> {
    list.push(1);
    Ok(())
}

struct Client {
    calls: u32,
}

impl Client {
    #[retry]
    fn method(&self) -> Result<(), String> {
        self.calls += 1;
        Ok(())
    }

    #[retry]
    async fn method_async(&self) -> Result<(), String> {
        self.calls += 1;
        Ok(())
    }
}

fn main() {}
