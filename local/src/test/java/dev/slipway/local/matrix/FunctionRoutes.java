package dev.slipway.local.matrix;

import java.util.List;

/// All that one function is asked for, as rows of the matrix. Each function has a class of its own, which is named in
/// [RouteTable] once.
interface FunctionRoutes {

    /// The function's block in `template.yaml`.
    String logicalId();

    List<Ask> asks();
}
