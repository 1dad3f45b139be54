/**
 * Generates the manifests of an application from the description of its functions and the settings of its operators.
 */
@NullMarked
package dev.baton.manifests;

import org.jspecify.annotations.NullMarked;
