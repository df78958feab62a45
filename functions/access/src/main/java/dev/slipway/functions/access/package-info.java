/// The function for who may touch a package: visibility, collaborators, grants, and the lists of packages.
@NullMarked
package dev.slipway.functions.access;

import org.jspecify.annotations.NullMarked;
