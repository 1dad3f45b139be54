/** The configuration of Baton at run time. */
package dev.baton.runtime.config;
