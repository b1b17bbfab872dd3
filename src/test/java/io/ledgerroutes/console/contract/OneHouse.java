package io.ledgerroutes.console.contract;

import io.ledgerroutes.console.ConsoleHouse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store.CloseableResource;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.springframework.util.FileSystemUtils;

/** Hands one house, and what its description promises, to all tests of the contract. */
final class OneHouse implements ParameterResolver {

  private record Opened(Path data, ConsoleHouse house, Contract contract) implements CloseableResource {
    static Opened open() {
      try {
        Path data = Files.createTempDirectory("contract");
        ConsoleHouse house = ConsoleHouse.open(data);
        return new Opened(data, house, Contract.of(house));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public void close() {
      house.close();
      FileSystemUtils.deleteRecursively(data.toFile());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext test) {
    Class<?> type = parameter.getParameter().getType();
    return type == ConsoleHouse.class || type == Contract.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext test) {
    Opened opened = test
      .getRoot()
      .getStore(Namespace.create(OneHouse.class))
      .getOrComputeIfAbsent(Opened.class, type -> Opened.open(), Opened.class);
    return parameter.getParameter().getType() == Contract.class ? opened.contract() : opened.house();
  }
}
