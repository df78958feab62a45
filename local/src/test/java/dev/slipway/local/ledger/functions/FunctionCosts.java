package dev.slipway.local.ledger.functions;

import dev.slipway.local.gateway.FunctionBlock;

/// Everything that one function does, asked for once.
///
/// There is a class for each function of `template.yaml` in this package, found by its name: `TransferCosts` is that of
/// `TransferFunction`. It needs a constructor without parameters and is written down nowhere else. Each starts from an
/// empty table, so that nothing which another one does changes what it counts.
interface FunctionCosts {

    /// Asks, and has the till count. What must be there first is asked for by [Till#quietly], like everything by HTTP:
    /// so nothing here depends on how a function is made inside.
    void measure(Till till);

    /// @throws AssertionError if nobody has said what this function costs
    static FunctionCosts of(FunctionBlock function) {
        var word = function.logicalId().replaceFirst("Function$", "");
        var name = FunctionCosts.class.getPackageName() + "." + word + "Costs";
        try {
            var constructor = Class.forName(name).getDeclaredConstructor();
            return (FunctionCosts) constructor.newInstance();
        } catch (ClassNotFoundException e) {
            throw new AssertionError(
                    "nobody has said yet what " + function.logicalId() + " costs: write " + name + ", a FunctionCosts",
                    e);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError(name + " needs a constructor without parameters", e);
        }
    }
}
