//! The program as a user runs it, over copies of the sample.

mod judgement;
mod refusals;
mod sample;
