package io.ledgerroutes.sandbox.sftp;

import io.ledgerroutes.sandbox.stage.Fault;
import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.DirectoryHandle;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.Handle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/** What the user does to files: tells the import directory of it, and fails where a fault says so. */
final class FailingFiles implements SftpFileSystemAccessor, SftpEventListener {

  private static final Set<Fault.Kind> IN_THE_MIDDLE = EnumSet.of(Fault.Kind.CUT, Fault.Kind.DISK_FULL);

  private final ImportDirectory directory;
  private final Trouble trouble;
  private final Runnable arrived;

  /** {@code arrived} runs when a file may lie there under its final name. */
  FailingFiles(ImportDirectory directory, Trouble trouble, Runnable arrived) {
    this.directory = directory;
    this.trouble = trouble;
    this.arrived = arrived;
  }

  @Override
  public SeekableByteChannel openFile(
    SftpSubsystemProxy subsystem,
    FileHandle handle,
    Path file,
    String id,
    Set<? extends OpenOption> options,
    FileAttribute<?>... attributes
  ) throws IOException {
    String path = file.toString();
    boolean writes =
      options.contains(StandardOpenOption.WRITE) || options.contains(StandardOpenOption.APPEND);
    trouble.before(subsystem.getServerSession(), "OPEN", path);
    SeekableByteChannel opened = SftpFileSystemAccessor.super.openFile(
      subsystem,
      handle,
      file,
      id,
      options,
      attributes
    );
    if (!writes) {
      return opened;
    }
    if (handle == null) {
      directory.changed(path);
      return opened;
    }
    directory.opened(path);
    return new Upload(
      opened,
      subsystem.getServerSession(),
      trouble,
      path,
      trouble.strike("WRITE", path, IN_THE_MIDDLE)
    );
  }

  @Override
  public void closing(ServerSession session, String id, Handle handle) throws IOException {
    if (handle instanceof FileHandle file && file.getFileChannel() instanceof Upload upload) {
      trouble.before(session, "CLOSE", file.getFile().toString());
      upload.end();
    }
  }

  /** Comes only when the user closed the file, not when the connection broke. */
  @Override
  public void closed(ServerSession session, String id, Handle handle, Throwable failed) throws IOException {
    if (failed == null && handle instanceof FileHandle file && file.getFileChannel() instanceof Upload) {
      String path = file.getFile().toString();
      directory.closed(path);
      arrived.run();
      trouble.after(session, "CLOSE", path);
    }
  }

  @Override
  public void renameFile(SftpSubsystemProxy subsystem, Path from, Path to, Collection<CopyOption> options)
    throws IOException {
    ServerSession session = subsystem.getServerSession();
    String path = from.toString();
    trouble.before(session, "RENAME", path);
    if (trouble.strike("RENAME", path, EnumSet.of(Fault.Kind.NO_RENAME)).isPresent()) {
      throw new AccessDeniedException(path);
    }
    if (trouble.strike("RENAME", path, EnumSet.of(Fault.Kind.RENAME_FAILS)).isPresent()) {
      throw new IOException("Failure");
    }
    directory.renamed(path, to.toString(), () ->
      SftpFileSystemAccessor.super.renameFile(subsystem, from, to, options)
    );
    arrived.run();
    trouble.after(session, "RENAME", path);
  }

  @Override
  public void removeFile(SftpSubsystemProxy subsystem, Path file, boolean isDirectory) throws IOException {
    ServerSession session = subsystem.getServerSession();
    String path = file.toString();
    trouble.before(session, "REMOVE", path);
    directory.removed(path, () -> SftpFileSystemAccessor.super.removeFile(subsystem, file, isDirectory));
    trouble.after(session, "REMOVE", path);
  }

  @Override
  public Map<String, ?> readFileAttributes(
    SftpSubsystemProxy subsystem,
    Path file,
    String view,
    LinkOption... options
  ) throws IOException {
    trouble.before(subsystem.getServerSession(), "STAT", file.toString());
    return SftpFileSystemAccessor.super.readFileAttributes(subsystem, file, view, options);
  }

  @Override
  public DirectoryStream<Path> openDirectory(
    SftpSubsystemProxy subsystem,
    DirectoryHandle handle,
    Path listed,
    String id,
    LinkOption... options
  ) throws IOException {
    trouble.before(subsystem.getServerSession(), "LIST", listed.toString());
    return SftpFileSystemAccessor.super.openDirectory(subsystem, handle, listed, id, options);
  }
}
