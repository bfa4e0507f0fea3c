//! From a connection attempt to an admitted player, or to a refusal.

use std::time::Duration;

use quinn::VarInt;
use stratus_media::Timestamp;
use stratus_protocol::session::VERSION;
use stratus_protocol::session::control::{EndReason, Hello, NodeMessage, PlayerMessage};
use tokio::time::timeout;
use wtransport::endpoint::IncomingSessionFuture;

use crate::admission::{Answer, Registry};
use crate::connection::Connection;
use crate::control::{ControlInput, ControlReader, WeakControl};
use crate::stats::EndpointCounters;

/// From the first packet to the request.
const REQUEST: Duration = Duration::from_secs(5);
/// From the accepted request to `Hello`.
const HELLO: Duration = Duration::from_secs(3);
/// A refusal that nobody takes is not waited for.
const REFUSAL: Duration = Duration::from_secs(1);

/// Brings one attempt to its end; whether a player was admitted. `known` gets their control handle before anybody else has
/// the connection: from then on an endpoint that closes says goodbye to them.
pub(crate) async fn greet(
    incoming: quinn::Incoming,
    registry: &Registry,
    counters: &EndpointCounters,
    known: impl FnOnce(WeakControl),
) -> bool {
    let request = IncomingSessionFuture::with_quic_incoming(incoming);
    let Ok(Ok(request)) = timeout(REQUEST, request).await else {
        counters.failed.add(1);
        return false;
    };
    let (place, arrivals) = match registry.answer(request.path(), Timestamp::now()) {
        Answer::NotFound => {
            counters.not_found.add(1);
            let _ = timeout(REFUSAL, request.not_found()).await;
            return false;
        }
        Answer::Forbidden => {
            counters.forbidden.add(1);
            let _ = timeout(REFUSAL, request.forbidden()).await;
            return false;
        }
        Answer::Session(place, arrivals) => (place, arrivals),
    };
    let hello = async {
        let session = request.accept().await.ok()?;
        let (send, receive) = session.accept_bi().await.ok()?;
        let mut reader = ControlReader::new(receive);
        let first = reader.next().await;
        Some((session, send, reader, first))
    };
    let Ok(Some((session, mut send, reader, first))) = timeout(HELLO, hello).await else {
        counters.failed.add(1);
        return false;
    };
    let hello = match first {
        ControlInput::Message(PlayerMessage::Hello(hello)) if hello.version == VERSION => hello,
        other => {
            counters.failed.add(1);
            let _ = timeout(HELLO, decline(session, &mut send, &other)).await;
            return false;
        }
    };
    let connection = Connection::start(session, send, reader, hello, place);
    known(connection.control().downgrade());
    match arrivals.send(connection) {
        Ok(()) => {
            counters.admitted.add(1);
            true
        }
        Err(back) => {
            let connection = back.0;
            let ended = "the session has ended";
            connection.close(EndReason::Stopped, ended).await;
            false
        }
    }
}

/// Tells a page that speaks something else why it is not served.
async fn decline(
    session: wtransport::Connection,
    send: &mut wtransport::SendStream,
    first: &ControlInput,
) {
    let message = match first {
        ControlInput::Message(PlayerMessage::Hello(Hello { version, .. })) => format!(
            "the page speaks version {version} of the session protocol, the node version {VERSION}: reload the page"
        ),
        ControlInput::Ended => return,
        _ => "the first message is no Hello".to_owned(),
    };
    let goodbye = NodeMessage::Goodbye {
        reason: EndReason::ProtocolError,
        message,
    };
    let mut bytes = Vec::new();
    goodbye.encode(&mut bytes);
    if send.write_all(&bytes).await.is_ok() {
        let _ = timeout(REFUSAL, send.finish()).await;
        let _ = timeout(Duration::from_millis(100), session.closed()).await;
    }
    session.quic_connection().close(VarInt::from_u32(0), b"");
}
