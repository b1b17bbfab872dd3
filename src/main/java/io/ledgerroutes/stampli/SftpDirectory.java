package io.ledgerroutes.stampli;

import io.ledgerroutes.stampli.SftpFailures.Deed;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileComponent;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileOperationFailedException;
import org.apache.camel.component.file.remote.RemoteFileOperations;
import org.apache.camel.component.file.remote.SftpEndpoint;
import org.apache.camel.component.file.remote.SftpRemoteFile;
import org.apache.camel.support.DefaultExchange;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory over the remote file operations of Camel's SFTP endpoint, each of them a step of its own. */
final class SftpDirectory implements RemoteDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(SftpDirectory.class);

  private final SftpEndpoint endpoint;
  private final StampliSettings settings;
  private final RemoteFileOperations<SftpRemoteFile> operations;

  /** Signs in at once; throws what the library throws. */
  SftpDirectory(SftpEndpoint endpoint, StampliSettings settings) {
    this.endpoint = endpoint;
    this.settings = settings;
    this.operations = endpoint.createRemoteFileOperations();
    operations.connect(endpoint.getConfiguration(), exchange());
  }

  @Override
  public Map<String, Long> list() {
    return doing(Deed.LIST, () -> {
      Map<String, Long> found = new HashMap<>();
      for (SftpRemoteFile<?> file : operations.listFiles(settings.directory())) {
        if (!file.isDirectory()) {
          found.put(file.getFilename(), file.getFileLength());
        }
      }
      return found;
    });
  }

  @Override
  public void put(String name, byte[] content) {
    doing(Deed.WRITE, () -> {
      Exchange exchange = exchange();
      exchange.getMessage().setBody(new ByteArrayInputStream(content));
      return operations.storeFile(path(name), exchange, content.length);
    });
  }

  @Override
  public void rename(String from, String to) {
    doing(Deed.RENAME, () -> operations.renameFile(path(from), path(to)));
  }

  @Override
  public byte[] read(String name) {
    return doing(Deed.READ, () -> {
      Exchange exchange = exchange();
      GenericFile<SftpRemoteFile> file = new GenericFile<>();
      file.setAbsoluteFilePath(path(name));
      exchange.setProperty(FileComponent.FILE_EXCHANGE_FILE, file);
      operations.retrieveFile(path(name), exchange, 0);
      return (byte[]) file.getBody();
    });
  }

  @Override
  public void delete(String name) {
    doing(Deed.DELETE, () -> operations.deleteFile(path(name)));
  }

  @Override
  public void close() {
    try {
      operations.forceDisconnect();
    } catch (RuntimeException gone) {
      LOG.debug("Signing out of {} failed: {}", settings.host(), gone.getClass().getSimpleName());
    }
  }

  private <T> T doing(Deed deed, Supplier<T> operation) {
    try {
      return operation.get();
    } catch (GenericFileOperationFailedException failed) {
      throw SftpFailures.of(failed, deed, settings);
    }
  }

  private String path(String name) {
    return settings.directory() + (settings.directory().endsWith("/") ? "" : "/") + name;
  }

  private Exchange exchange() {
    return new DefaultExchange(endpoint.getCamelContext());
  }
}
