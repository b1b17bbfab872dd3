package io.ledgerroutes.xero.mirror;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;

/** Binds {@link XeroMirrorSettings}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(XeroMirrorSettings.class)
class XeroMirrorConfiguration {}
