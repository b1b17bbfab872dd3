package io.ledgerroutes.chaos;

import io.ledgerroutes.LedgerRoutes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.context.annotation.Bean;

/**
 * The runtime as it ships, with proxies around some beans: {@code chaos.kill=<point>:<n>} halts the process at
 * the n-th time it comes to the point; {@code chaos.without=<guard>,…} switches guards off.
 */
public class ChaosNode {

  public static void main(String[] args) {
    new SpringApplication(LedgerRoutes.class, ChaosNode.class).run(args);
  }

  @Bean
  static BeanPostProcessor chaos() {
    return new Proxies();
  }

  private static final class Proxies implements BeanPostProcessor {

    private final String[] kill = System.getProperty("chaos.kill", "").split(":");
    private final Optional<KillPoint> point = KillPoint.named(kill[0]);
    private final AtomicInteger left = new AtomicInteger(kill.length > 1 ? Integer.parseInt(kill[1]) : 1);
    private final List<Guard> without = Arrays.stream(System.getProperty("chaos.without", "").split(","))
      .filter(name -> !name.isBlank())
      .map(Guard::valueOf)
      .toList();

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
      boolean killedHere = point.isPresent() && KillPoint.any(name);
      Optional<Guard> removed = without
        .stream()
        .filter(guard -> guard.stands(name))
        .findFirst();
      if (!killedHere && removed.isEmpty()) {
        return bean;
      }
      ProxyFactory proxy = new ProxyFactory(bean);
      proxy.setProxyTargetClass(true);
      removed.ifPresent(guard -> proxy.addAdvice((MethodInterceptor) guard::instead));
      if (killedHere) {
        proxy.addAdvice((MethodInterceptor) call -> kill(name, call));
      }
      return proxy.getProxy();
    }

    private Object kill(String bean, MethodInvocation call) throws Throwable {
      KillPoint here = point.orElseThrow();
      boolean reached = here.guards(bean, call.getMethod().getName());
      if (reached && here.before()) {
        count();
      }
      Object result = call.proceed();
      if (reached && !here.before()) {
        count();
      }
      return result;
    }

    private void count() {
      if (left.decrementAndGet() == 0) {
        Runtime.getRuntime().halt(137);
      }
    }
  }
}
