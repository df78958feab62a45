package dev.slipway.bench.coldstart;

import java.nio.file.Path;
import java.util.Map;

/// A function to be started.
///
/// @param taskRoot its jar as Lambda unpacks it
/// @param environment the variables that its template gives it
/// @param events all to be answered with 200 or 201
record Subject(String name, Path taskRoot, String handler, Map<String, String> environment, Events events) {}
