//! Reads a definition, reports everything wrong with it at once.
