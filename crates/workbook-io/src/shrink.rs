//! Memory of vectors.

/// Gives back unused capacity. Unlike `Vec::shrink_to_fit` it always moves the elements: some
/// allocators leave a vector that shrinks by less than half where it is.
pub fn shrink_to_exact<T>(all: &mut Vec<T>) {
    if all.capacity() > all.len() {
        let mut own = Vec::with_capacity(all.len());
        own.append(all);
        *all = own;
    }
}
