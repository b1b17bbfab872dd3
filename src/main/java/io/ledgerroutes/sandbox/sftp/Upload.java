package io.ledgerroutes.sandbox.sftp;

import io.ledgerroutes.sandbox.stage.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Optional;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** A file that is being written, and what befalls it after so many bytes. */
final class Upload implements SeekableByteChannel {

  private final SeekableByteChannel file;
  private final Session session;
  private final Trouble trouble;
  private final String path;
  private final Optional<Fault> fate;

  Upload(SeekableByteChannel file, Session session, Trouble trouble, String path, Optional<Fault> fate) {
    this.file = file;
    this.session = session;
    this.trouble = trouble;
    this.path = path;
    this.fate = fate;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    trouble.before(session, "WRITE", path);
    if (fate.isEmpty() || file.position() + bytes.remaining() < fate.get().bytes()) {
      return file.write(bytes);
    }
    ByteBuffer part = bytes.slice();
    part.limit((int) Math.max(0, fate.get().bytes() - file.position()));
    file.write(part);
    throw fails();
  }

  /** What the file's fate says, at the latest when it is about to be closed; nothing without one. */
  void end() throws IOException {
    if (fate.isPresent()) {
      throw fails();
    }
  }

  private IOException fails() {
    return fate.orElseThrow().kind() == Fault.Kind.CUT
      ? Trouble.cut(session)
      : new SftpException(SftpConstants.SSH_FX_FAILURE, "Failure");
  }

  @Override
  public int read(ByteBuffer target) throws IOException {
    return file.read(target);
  }

  @Override
  public long position() throws IOException {
    return file.position();
  }

  @Override
  public SeekableByteChannel position(long changed) throws IOException {
    file.position(changed);
    return this;
  }

  @Override
  public long size() throws IOException {
    return file.size();
  }

  @Override
  public SeekableByteChannel truncate(long size) throws IOException {
    file.truncate(size);
    return this;
  }

  @Override
  public boolean isOpen() {
    return file.isOpen();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
