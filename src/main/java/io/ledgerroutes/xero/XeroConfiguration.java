package io.ledgerroutes.xero;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds {@link XeroProperties}. */
@Configuration
@EnableConfigurationProperties(XeroProperties.class)
class XeroConfiguration {}
