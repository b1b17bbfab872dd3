package io.ledgerroutes;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the runtime: the routes, the inbox behind them and the operator's API. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class LedgerRoutes {

  public static void main(String[] args) {
    SpringApplication.run(LedgerRoutes.class, args);
  }
}
