//! Phase 3: from returns to one frame, a row a unit of the register, a column an item.
