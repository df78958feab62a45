/// The table: how each thing of the business is stored in DynamoDB, and which condition guards it.
@NullMarked
package dev.slipway.adapters.dynamodb;

import org.jspecify.annotations.NullMarked;
