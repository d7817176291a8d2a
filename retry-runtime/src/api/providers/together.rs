//! Together: OpenAI's shapes, with statuses of its own.

use super::super::rules::{CONTEXT, PERMISSION, QUOTA};
use super::Table;

pub(super) const TABLE: Table = Table {
    texts: &[("permission", PERMISSION)],
    statuses: &[
        (402, QUOTA), // the limit of spending that one has set for oneself
        (403, CONTEXT),
    ],
    ..Table::EMPTY
};
