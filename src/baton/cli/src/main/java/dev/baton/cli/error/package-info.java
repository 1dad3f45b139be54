/** Why a command failed. */
package dev.baton.cli.error;
