package dev.slipway.adapters.lambda;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamWriteFeature;

/// The one streaming factory for events, answers and log lines, and the limits that it reads by.
///
/// Streaming only: data binding costs a cold start another 0.2 s of CPU.
final class Json {

    /// An event nests four deep; its body is one string, at most 6 MB on Lambda and 10 MB from the gateway.
    private static final int MAX_NESTING = 50;

    private static final int MAX_STRING = 20 * 1024 * 1024;
    private static final long MAX_DOCUMENT = 32L * 1024 * 1024;

    static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_NESTING)
                    .maxStringLength(MAX_STRING)
                    .maxDocumentLength(MAX_DOCUMENT)
                    .build())
            // Whoever opened a stream closes it: Lambda's and standard output are not ours.
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            // Header names come from strangers; the JVM's own string table is no place for them.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private Json() {}
}
