/** The functions and event types of the application, as the build found them, and how their data is read. */
package dev.baton.runtime.catalog;
