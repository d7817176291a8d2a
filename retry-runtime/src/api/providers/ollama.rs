//! Ollama: the status, and a text. A 503 is a full queue.

use super::Table;

pub(super) const TABLE: Table = Table::EMPTY;
