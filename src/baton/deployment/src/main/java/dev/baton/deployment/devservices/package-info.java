/** Baton's Dev Services: in dev and test mode, an embedded broker and database for applications that configure none. */
@NullMarked
package dev.baton.deployment.devservices;

import org.jspecify.annotations.NullMarked;
