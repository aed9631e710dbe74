//! What is kept on disk: settings; later marks and index.
