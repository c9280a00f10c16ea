//! Asks a language model on the analyst's own machine, by the protocol that such servers have taken over from OpenAI
//! (`POST .../chat/completions`). Not a way out: only loopback addresses are asked, no redirect is followed, no proxy is
//! used. What the answer is worth is for the caller to check.

// It opens connections, as the fetcher does.
#![allow(clippy::disallowed_methods)]

use std::net::IpAddr;
use std::time::Duration;

use url::{Host, Url};

use crate::Failure;

/// Where the helper is, and how long it may take.
#[derive(Clone, Debug)]
pub struct HelperSettings {
    /// The base address, such as `http://127.0.0.1:11434/v1`; it must be this machine's own.
    pub url: String,
    /// The model's name, as the server knows it.
    pub model: String,
    /// The longest that one answer may take.
    pub patience: Duration,
    /// The longest answer, in bytes.
    pub answer_limit: usize,
}

/// A language model on this machine.
pub struct Helper {
    runtime: tokio::runtime::Runtime,
    client: reqwest::Client,
    settings: HelperSettings,
    url: Url,
}

impl Helper {
    /// Error: an address that is not one of this machine's own, or not http.
    pub fn new(settings: HelperSettings) -> Result<Self, Failure> {
        let setup = |error: &dyn std::fmt::Display| Failure::Setup(error.to_string());
        let url = own_address(&settings.url).ok_or_else(|| {
            setup(&format!(
                "{}: the helper must be at http://127.0.0.1, http://[::1] or http://localhost",
                settings.url
            ))
        })?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .no_proxy()
            .timeout(settings.patience)
            .build();
        Ok(Helper {
            runtime: runtime.map_err(|error| setup(&error))?,
            client: client.map_err(|error| setup(&error))?,
            settings,
            url,
        })
    }

    /// What the model answers to a question, told what its task is.
    pub fn ask(&self, task: &str, question: &str) -> Result<String, Failure> {
        let message = |role: &str, content: &str| serde_json::json!({"role": role, "content": content});
        let body = serde_json::json!({
            "model": self.settings.model,
            "messages": [message("system", task), message("user", question)],
            "temperature": 0,
            "stream": false,
        });
        self.runtime.block_on(self.post(body.to_string()))
    }

    async fn post(&self, body: String) -> Result<String, Failure> {
        let request = self
            .client
            .post(self.url.clone())
            .header("content-type", "application/json")
            .body(body);
        let mut response = request.send().await.map_err(|error| self.failure(&error))?;
        if response.status() != reqwest::StatusCode::OK {
            return Err(Failure::Protocol(format!(
                "the helper answered {}",
                response.status()
            )));
        }
        let mut bytes = Vec::new();
        while let Some(piece) = response.chunk().await.map_err(|error| self.failure(&error))? {
            bytes.extend_from_slice(&piece);
            if bytes.len() > self.settings.answer_limit {
                return Err(Failure::TooLarge(self.settings.answer_limit as u64));
            }
        }
        content(&bytes).ok_or_else(|| Failure::Protocol("no message in the helper's answer".into()))
    }

    fn failure(&self, error: &reqwest::Error) -> Failure {
        match () {
            () if error.is_timeout() => Failure::Timeout(self.settings.patience),
            () if error.is_connect() => Failure::Connect(error.to_string()),
            () => Failure::Protocol(error.to_string()),
        }
    }
}

/// The address to post to, if it is this machine's own. "localhost" is taken for what it should be, whatever it resolves to.
fn own_address(base: &str) -> Option<Url> {
    let mut url = Url::parse(&format!("{}/chat/completions", base.trim_end_matches('/'))).ok()?;
    let own = match url.host()? {
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
        Host::Domain(name) if name.eq_ignore_ascii_case("localhost") => {
            url.set_ip_host(IpAddr::from([127, 0, 0, 1])).ok()?;
            true
        }
        Host::Domain(_) => false,
    };
    (own && url.scheme() == "http" && url.username().is_empty()).then_some(url)
}

/// The words of the first choice.
fn content(answer: &[u8]) -> Option<String> {
    let answer: serde_json::Value = serde_json::from_slice(answer).ok()?;
    Some(answer["choices"][0]["message"]["content"].as_str()?.to_owned())
}

#[cfg(test)]
mod tests {
    use super::own_address;

    #[test]
    fn only_this_machine_is_asked() {
        let asked = |base: &str| own_address(base).map(String::from);
        assert_eq!(
            asked("http://localhost:8080/v1/").as_deref(),
            Some("http://127.0.0.1:8080/v1/chat/completions")
        );
        assert!(asked("http://127.0.0.1:11434/v1").is_some() && asked("http://[::1]:9/v1").is_some());
        for other in [
            "http://10.0.0.1/v1",
            "http://model.example/v1",
            "https://127.0.0.1/v1",
            "http://0.0.0.0/v1",
            "http://127.0.0.1.model.example/v1",
            "http://user@127.0.0.1/v1",
            "file:///v1",
            "",
        ] {
            assert_eq!(asked(other), None, "{other}");
        }
    }
}
