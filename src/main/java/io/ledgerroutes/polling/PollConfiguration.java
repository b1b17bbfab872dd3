package io.ledgerroutes.polling;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds the settings of polling. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PollSettings.class)
class PollConfiguration {}
