/**
 * Generates the manifests of an application from the description of its functions and the settings of its operators.
 */
package dev.baton.manifests;
