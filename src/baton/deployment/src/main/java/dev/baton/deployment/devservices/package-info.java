/** Baton's Dev Services: in dev and test mode, an embedded broker and database for applications that configure none. */
package dev.baton.deployment.devservices;
