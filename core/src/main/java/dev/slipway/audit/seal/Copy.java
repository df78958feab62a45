package dev.slipway.audit.seal;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/// A copy of what is stored of one organization's seals.
public interface Copy {

    /// What all files are called.
    List<String> names() throws IOException;

    /// The bytes of one.
    ///
    /// @throws IOException also if it is no file
    InputStream open(String name) throws IOException;
}
