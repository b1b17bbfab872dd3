package io.ledgerroutes.sandbox.sftp;

import com.jcraft.jsch.ChannelSftp;
import com.jcraft.jsch.JSch;
import com.jcraft.jsch.JSchException;
import com.jcraft.jsch.Session;
import com.jcraft.jsch.SftpException;
import io.ledgerroutes.sandbox.Sandbox;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Somebody who signs in at the sandbox's SFTP server with JSch, which is what Camel uses. */
final class SftpUser implements AutoCloseable {

  private final Session session;
  private final ChannelSftp sftp;

  private SftpUser(Session session) throws JSchException {
    this.session = session;
    session.setTimeout(10_000);
    session.connect(10_000);
    this.sftp = (ChannelSftp) session.openChannel("sftp");
    sftp.connect(10_000);
  }

  /** Trusts the server's own key only. */
  static SftpUser withPassword(Sandbox sandbox, String password) throws JSchException {
    Session session = session(sandbox, new JSch());
    session.setPassword(password);
    return new SftpUser(session);
  }

  static SftpUser signedIn(Sandbox sandbox) throws JSchException {
    return withPassword(sandbox, "stampli-sandbox");
  }

  static SftpUser withKey(Sandbox sandbox, String privateKey) throws JSchException {
    JSch client = new JSch();
    client.addIdentity("key", privateKey.getBytes(StandardCharsets.US_ASCII), null, null);
    return new SftpUser(session(sandbox, client));
  }

  private static Session session(Sandbox sandbox, JSch client) throws JSchException {
    String known = "[localhost]:" + sandbox.sftpPort() + " " + sandbox.sftpHostKey() + "\n";
    client.setKnownHosts(new ByteArrayInputStream(known.getBytes(StandardCharsets.US_ASCII)));
    Session session = client.getSession("stampli", "localhost", sandbox.sftpPort());
    session.setConfig("StrictHostKeyChecking", "yes");
    session.setConfig("PreferredAuthentications", "publickey,password");
    return session;
  }

  /** Writes a file under a temporary name and renames it into place. */
  void deliver(String name, String text) throws SftpException {
    upload(name + ".part", text);
    sftp.rename("/import/" + name + ".part", "/import/" + name);
  }

  void upload(String name, String text) throws SftpException {
    sftp.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), "/import/" + name);
  }

  long size(String name) throws SftpException {
    return sftp.stat("/import/" + name).getSize();
  }

  List<String> names(String directory) throws SftpException {
    return sftp
      .ls(directory)
      .stream()
      .map(ChannelSftp.LsEntry::getFilename)
      .filter(name -> !name.startsWith("."))
      .toList();
  }

  ChannelSftp sftp() {
    return sftp;
  }

  @Override
  public void close() {
    session.disconnect();
  }
}
