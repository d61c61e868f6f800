//! Converts charts for the writing library.

use rust_xlsxwriter::{
    Chart as XlsxChart, ChartAxis, ChartDataLabel, ChartDataLabelPosition, ChartEmptyCells,
    ChartFont, ChartFormat, ChartLegendPosition, ChartLine, ChartLineDashType, ChartMarker,
    ChartMarkerType, ChartPatternFill, ChartPatternFillType, ChartSeries, ChartSolidFill,
    ChartType, Worksheet,
};

use super::error::WriteError;
use super::format::ink;
use super::layout::column;
use super::number_format::with_locale;
use super::text;
use crate::sheet::{Area, Chart, ChartKind, Color, Locale, Series, SeriesLook};

const INK: Color = Color(0x26_2626);
const FAINT: Color = Color(0xD9_D9D9);
/// Sizes of markers: a solid one, a ring, and the white within it.
const SOLID: u8 = 6;
const RING: u8 = 8;
const INNER: u8 = 5;
const WHITE: Color = Color(0xFF_FFFF);

/// Inserts the charts of a sheet.
pub(super) fn insert(
    worksheet: &mut Worksheet,
    charts: &[Chart],
    sheet: &str,
    locale: Option<Locale>,
) -> Result<(), WriteError> {
    for chart in charts {
        let made = library_chart(chart, sheet, locale);
        let at = (chart.at.row, column(chart.at.col));
        let (right, down) = chart.shift;
        let placed = worksheet.insert_chart_with_offset(at.0, at.1, &made, right, down);
        placed.map_err(WriteError::of_sheet(sheet))?;
    }
    Ok(())
}

fn library_chart(chart: &Chart, sheet: &str, locale: Option<Locale>) -> XlsxChart {
    let (columns, lines): (Vec<&Series>, Vec<&Series>) = chart
        .series
        .iter()
        .partition(|series| chart.kind == ChartKind::Columns && !series.look.is_line());
    let context = Context { categories: chart.categories, sheet, locale };
    let mut made = match chart.kind {
        ChartKind::Columns => with_series(ChartType::Column, &columns, &context),
        ChartKind::Lines => with_series(ChartType::Line, &lines, &context),
    };
    if chart.kind == ChartKind::Columns && !lines.is_empty() {
        made.combine(&with_series(ChartType::Line, &lines, &context));
    }
    let (width, height) = chart.size;
    made.set_width(width).set_height(height).show_empty_cells_as(ChartEmptyCells::Gaps);
    made.set_name(text::truncate(&text::cleaned(&chart.title), 255).as_ref());
    made.set_alt_text(text::truncate(&text::cleaned(&chart.alt_text), 255).as_ref());
    let mut bold = font(chart.title_size);
    bold.set_bold();
    made.title().set_name(text::cleaned(&chart.title).as_ref()).set_font(&bold);
    made.chart_area().set_format(ChartFormat::new().set_border(&thin(FAINT)));
    if chart.legend {
        made.legend().set_position(ChartLegendPosition::Bottom).set_font(&font(10));
    } else {
        made.legend().set_hidden();
    }
    let size = if chart.legend { 10 } else { 8 };
    axis(made.x_axis(), size).set_major_gridlines(false);
    axis(made.y_axis(), size)
        .set_num_format(with_locale(&chart.number, locale))
        .set_major_gridlines(true)
        .set_major_gridlines_line(&thin(FAINT));
    made
}

/// What the series of a chart share.
struct Context<'a> {
    categories: Area,
    sheet: &'a str,
    locale: Option<Locale>,
}

fn with_series(kind: ChartType, series: &[&Series], context: &Context<'_>) -> XlsxChart {
    let mut made = XlsxChart::new(kind);
    for series in series {
        let added = add_series(&mut made, kind, series, context);
        if let Some(number) = &series.labels {
            let position = if kind == ChartType::Column {
                ChartDataLabelPosition::OutsideEnd
            } else {
                ChartDataLabelPosition::Above
            };
            let mut label = ChartDataLabel::new();
            label
                .show_value()
                .set_position(position)
                .set_num_format(with_locale(number, context.locale));
            added.set_data_label(label.set_font(&font(9)));
        }
        if let SeriesLook::Hollow(_) = series.look {
            // LibreOffice draws no outline of a marker; a white one upon another is a ring anywhere.
            let inner = add_series(&mut made, kind, series, context);
            inner.set_marker(&marker(WHITE, INNER));
        }
    }
    made
}

/// Adds a series without its labels.
fn add_series<'m>(
    made: &'m mut XlsxChart,
    kind: ChartType,
    series: &Series,
    context: &Context<'_>,
) -> &'m mut ChartSeries {
    let added = made.add_series();
    added
        .set_name(text::truncate(&text::cleaned(&series.name), 255).as_ref())
        .set_categories(range(context.sheet, context.categories))
        .set_values(range(context.sheet, series.values))
        .set_format(&mut look(series.look));
    if kind == ChartType::Column {
        added.set_overlap(100).set_gap(60);
    }
    match series.look {
        SeriesLook::Marked(color) => {
            added.set_marker(&marker(color, SOLID));
        }
        SeriesLook::Hollow(color) => {
            added.set_marker(&marker(color, RING));
        }
        SeriesLook::Dashed(_) => {
            added.set_marker(ChartMarker::new().set_none());
        }
        _ => {}
    }
    added
}

/// A round marker.
fn marker(color: Color, size: u8) -> ChartMarker {
    let fill = ChartSolidFill::new().set_color(ink(color)).clone();
    let mut mark = ChartMarker::new();
    mark.set_type(ChartMarkerType::Circle).set_size(size);
    mark.set_format(ChartFormat::new().set_solid_fill(&fill));
    mark
}

fn range(sheet: &str, area: Area) -> (&str, u32, u16, u32, u16) {
    let Area { from, to } = area;
    (sheet, from.row, column(from.col), to.row, column(to.col))
}

fn look(look: SeriesLook) -> ChartFormat {
    let mut format = ChartFormat::new();
    let pattern = |color: Color, kind: ChartPatternFillType| {
        ChartPatternFill::new()
            .set_pattern(kind)
            .set_foreground_color(ink(color))
            .set_background_color(ink(WHITE))
            .clone()
    };
    match look {
        SeriesLook::Filled(color) => {
            format.set_solid_fill(ChartSolidFill::new().set_color(ink(color)));
            format.set_border(&thin(INK));
        }
        SeriesLook::Hatched(color) => {
            format.set_pattern_fill(&pattern(
                color,
                ChartPatternFillType::DiagonalStripesWideUpwards,
            ));
            format.set_border(&thin(INK));
        }
        SeriesLook::Dotted(color) => {
            format.set_pattern_fill(&pattern(color, ChartPatternFillType::Dotted20Percent));
            format.set_border(&thin(INK));
        }
        SeriesLook::Marked(color) => {
            format.set_line(ChartLine::new().set_color(ink(color)).set_width(2));
        }
        SeriesLook::Hollow(_) => {
            format.set_no_line();
        }
        SeriesLook::Dashed(color) => {
            let mut line = ChartLine::new();
            line.set_color(ink(color)).set_width(2).set_dash_type(ChartLineDashType::Dash);
            format.set_line(&line);
        }
    }
    format
}

fn thin(color: Color) -> ChartLine {
    ChartLine::new().set_color(ink(color)).set_width(0.75).clone()
}

fn font(size: u8) -> ChartFont {
    let mut font = ChartFont::new();
    font.set_name("Times New Roman").set_size(f64::from(size)).set_color(ink(INK));
    font
}

fn axis(axis: &mut ChartAxis, size: u8) -> &mut ChartAxis {
    axis.set_font(&font(size))
}
