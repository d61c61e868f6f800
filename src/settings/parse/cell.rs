//! A filled cell of the settings: what it says and where it stands.

use serde::de::value::Error as SerdeError;
use serde::de::value::MapDeserializer;
use serde::de::{Deserializer, IntoDeserializer, Visitor};
use serde::{Deserialize, forward_to_deserialize_any};

use workbook_io::Address;

/// A filled settings cell: its text (numbers in Vietnamese notation) and where it stands.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct SettingsCell {
    pub(super) text: String,
    pub(super) at: Address,
}

/// Hands a cell to serde as the two fields of [`SettingsCell`].
#[derive(Clone, Debug)]
pub(super) struct CellFields {
    pub(super) text: String,
    pub(super) at: Address,
}

impl IntoDeserializer<'_> for CellFields {
    type Deserializer = Self;

    fn into_deserializer(self) -> Self {
        self
    }
}

impl<'de> Deserializer<'de> for CellFields {
    type Error = SerdeError;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, SerdeError> {
        let fields = [("text", self.text), ("at", self.at.to_string())];
        visitor.visit_map(MapDeserializer::new(fields.into_iter()))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, SerdeError> {
        visitor.visit_some(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 u8 u16 u32 u64 f32 f64 char str string bytes byte_buf unit
        unit_struct newtype_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}
