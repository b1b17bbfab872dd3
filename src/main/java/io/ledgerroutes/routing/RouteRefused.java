package io.ledgerroutes.routing;

/** A route file may not run, and why. */
final class RouteRefused extends Exception {

  private final transient RouteProblem problem;

  RouteRefused(RouteProblem problem) {
    super(problem.inOneLine());
    this.problem = problem;
  }

  RouteRefused(RouteProblem problem, Throwable cause) {
    super(problem.inOneLine(), cause);
    this.problem = problem;
  }

  RouteProblem problem() {
    return problem;
  }
}
