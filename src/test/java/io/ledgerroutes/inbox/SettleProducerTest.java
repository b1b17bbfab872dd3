package io.ledgerroutes.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verifyNoInteractions;

import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What reaches {@code inbox:settle} without messages. */
@ExtendWith(OutputCaptureExtension.class)
class SettleProducerTest {

  private final Settlement settlement = mock(Settlement.class);
  private final SettleProducer settle = new SettleProducer(mock(Endpoint.class), settlement);
  private final Exchange exchange = new DefaultExchange(new DefaultCamelContext());

  @Test
  void a_clocks_tick_that_failed_is_logged_by_its_kind_alone(CapturedOutput output) {
    exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("what it says"));

    settle.process(exchange);

    assertThat(output).contains("failed: IllegalStateException").doesNotContain("what it says");
    verifyNoInteractions(settlement);
  }

  @Test
  void a_route_that_does_not_start_at_an_inbox_cannot_end_there() {
    assertThatThrownBy(() -> settle.process(exchange)).hasMessageContaining("starts at inbox:<flow>");
  }
}
