//! What the stock-taking of duties publishes.
