/// Teams, what they give and who is of them: by API, by npm's commands and by pages of the console.
@NullMarked
package dev.slipway.functions.team;

import org.jspecify.annotations.NullMarked;
