//! What can be typed: one struct a command; does no work.
