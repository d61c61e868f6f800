<<<<<<< HEAD
//! Workbooks at the edge: files in, grids out.

pub mod read;
=======
//! Workbook files, in and out: the only modules that know a spreadsheet library.

pub mod write;
>>>>>>> 8dde692f1348599c356ae00a0e23385c8ccc316f
