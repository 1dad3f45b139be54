/** Baton's Dev Services: an embedded broker and database for an application that configures none, in dev and test mode. */
package dev.baton.deployment.devservices;
