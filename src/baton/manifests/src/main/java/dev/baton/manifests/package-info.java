/** Writes the manifests of an application: from what its functions are, and from what its operators settled. */
package dev.baton.manifests;
