//! Sizes, limits, isolation: what stands between a hostile file and the program.
