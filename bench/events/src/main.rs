//! What reading events costs beside the crates that parse server-sent events, and how much memory it takes.
//!
//! `cargo run --release` prints both tables; it needs valgrind.

mod contenders;
mod memory;

use std::process::Command;

use contenders::{CONTENDERS, Chunks};

/// Events as they come: with the name that some send, and without.
const EVENTS: [(&str, &str); 3] = [
    (
        "chat chunk",
        "data: {\"id\":\"chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG\",\"object\":\"chat.completion.chunk\",\"created\":1741570283,\
         \"model\":\"gpt-4o-2024-08-06\",\"service_tier\":\"default\",\"system_fingerprint\":\"fp_fc9f1d7035\",\
         \"choices\":[{\"index\":0,\"delta\":{\"content\":\" jitter\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n",
    ),
    (
        "content_block_delta",
        "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\
         \"delta\":{\"type\":\"text_delta\",\"text\":\" jitter\"}}\n\n",
    ),
    (
        "chunk of Gemini",
        "data: {\"candidates\": [{\"content\": {\"parts\": [{\"text\": \" jitter\"}],\"role\": \"model\"},\"index\": 0}],\
         \"usageMetadata\": {\"promptTokenCount\": 8,\"totalTokenCount\": 8,\"promptTokensDetails\": \
         [{\"modality\": \"TEXT\",\"tokenCount\": 8}]},\"modelVersion\": \"gemini-2.5-flash\"}\n\n",
    ),
];

/// As large as what a client reads at once.
const CHUNK: usize = 8 << 10;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [contender, event, count] = &arguments[..] {
        let number = |text: &str| text.parse::<usize>().expect("a number");
        let body = EVENTS[number(event)].1.repeat(number(count));
        let read = CONTENDERS[number(contender)].1(Chunks::of(&body, CHUNK));
        assert_eq!(read, number(count));
        return;
    }
    println!("Instructions an event:\n");
    let names: Vec<String> = EVENTS
        .iter()
        .map(|(name, event)| format!("{name} ({} B)", event.len()))
        .collect();
    println!(
        "| | {} |\n|---|{}",
        names.join(" | "),
        "---:|".repeat(names.len())
    );
    for (contender, (name, _)) in CONTENDERS.iter().enumerate() {
        let counts = (0..EVENTS.len()).map(|event| per_event(contender, event).to_string());
        println!("| {name} | {} |", counts.collect::<Vec<_>>().join(" | "));
    }
    memory::print();
}

/// What is the same for any number of events taken out.
fn per_event(contender: usize, event: usize) -> u64 {
    let (few, many) = (1000, 3000);
    let total = |count: u64| {
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(std::env::current_exe().expect("the path of this program"))
            .args([contender.to_string(), event.to_string(), count.to_string()])
            .output()
            .expect("valgrind");
        let printed = String::from_utf8_lossy(&output.stderr).into_owned();
        let collected = printed
            .lines()
            .find_map(|line| line.split("Collected : ").nth(1));
        let number = collected.and_then(|it| it.trim().parse::<u64>().ok());
        number.expect("valgrind's count")
    };
    (total(many) - total(few)) / (many - few)
}
