/**
 * Music Time Machine over HTTP: JSON in and out, pages with a link to the next one, and every error as a problem of RFC
 * 9457. Knows the repositories' interfaces and nothing of the databases behind them.
 */
@NullMarked
package org.liftlock.sample.web;

import org.jspecify.annotations.NullMarked;
